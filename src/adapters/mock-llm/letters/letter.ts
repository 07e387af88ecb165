/** What a lead's letter may be about. */
export type LeadTopic =
  | 'pricing'
  | 'demo'
  | 'procurement'
  | 'interest'
  | 'partnership'
  | 'stage'
  | 'funding'
  | 'other';
export type SupportTopic = 'problem' | 'login' | 'billing' | 'data' | 'other';
export type GeneralTopic = 'job' | 'press' | 'invoice' | 'thanks' | 'study' | 'other';

/**
 * The sentences of one language's letters. `{name}`, `{subject}`, `{about}`, `{company}` and `{us}`
 * are filled in. No sentence promises anything, names a fact about us or holds a link.
 */
export interface Letter {
  greeting: { named: string; unnamed: string };
  /** Begins with a space, since it may be left out. */
  about: string;
  /** The reply's subject where the mail has none. */
  noSubject: string;
  thanks: string;
  /** Where the playbook names our company. */
  thanksToUs: string;
  /** To somebody who writes again. */
  again: string;
  /** Where the CRM knows theirs. */
  company: string;
  lead: {
    understood: Record<LeadTopic, string>;
    next: string;
    /** What qualifies a purchase, and what qualifies working together. */
    askBuyer: string;
    askPartner: string;
  };
  support: {
    sorry: string;
    understood: Record<SupportTopic, string>;
    ask: Record<SupportTopic, string>;
    next: string;
  };
  general: Record<GeneralTopic, string>;
}
