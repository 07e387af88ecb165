import { kind } from './lexicon/index.ts';

/**
 * What must stand in a sentence, or beside it, for a sign to be looked for there: one of these
 * lists, with one kind of each of its numbers. Most mail has nothing of the sort.
 */
export type Needs = readonly (readonly number[])[];

const { rules, secret, reply, summary, say, sort, name, device, automatic, opener, your } = kind;
const { machine, role, turn, must, phrase, quotation, reveal, dismiss, mail, anyone, top } = kind;
const { condition, reads, grant, stealth } = kind;

const written = reply | summary;

export const needs = {
  turn: [[turn], [opener]],
  opener: [[opener], [dismiss]],
  rules: [[rules, your | dismiss | anyone | device | reveal | turn | role], [opener]],
  secret: [
    [secret, reveal, your | written | mail | anyone],
    [secret, mail, anyone],
    [rules, reveal, your],
    [turn],
    [opener],
  ],
  revealedRules: [[rules, reveal], [opener]],
  role: [[role], [opener]],
  newRole: [[role], [opener], [machine], [device, your, rules | role | turn | machine]],
  manner: [[reply], [role], [opener]],
  operator: [[role, your | rules], [rules, stealth], [rules, your | anyone], [opener]],
  self: [[machine], [device, your, rules | role | turn | machine | reply]],
  machine: [
    [machine],
    [
      device | automatic,
      reads | written | turn | rules,
      must | say | anyone | condition | mail | grant,
    ],
    [automatic, device | written],
  ],
  verdict: [[must, name | rules | sort], [rules, anyone | your], [role], [opener]],
  nothingElse: [[written, must | phrase], [role], [opener]],
  literal: [[reply | reveal, phrase | quotation], [opener]],
  category: [[sort | say | grant, name]],
  urgency: [[sort, top | turn | must]],
  confidence: [[sort, turn]],
  dismissal: [[dismiss, rules | secret | anyone | reveal | mail], [opener]],
  task: [[dismiss, mail], [rules], [role], [turn], [opener]],
  whenWriting: [[condition, reads | written | sort, must | say | your]],
  content: [[written, say]],
  obligation: [[written, must]],
  silence: [[stealth, reveal | say]],
  consent: [[stealth, grant | rules | role | anyone | reply]],
  recipients: [[written, reveal | grant | say | mail]],
} satisfies Record<string, Needs>;
