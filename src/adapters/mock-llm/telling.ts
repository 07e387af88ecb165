/** Traits that a person would want to read of where a mail is called spam, the weightiest first. */
const sayings: Record<string, string> = {
  'link:misleading': 'a link leads elsewhere than it says',
  'link:number': 'links to a number instead of a name',
  'link:with-user': 'a link hides its target',
  'link:shortener': 'links to a shortener',
  'link:throw-away': 'links to a throw-away domain',
  'file:program': 'carries a program',
  'file:page': 'carries a web page',
  'spf:failed': 'the sender’s server was not allowed to send it',
  'dkim:failed': 'its signature does not fit',
  'dmarc:failed': 'its sender could not be confirmed',
  'reply-to:free-mail': 'answers would go to a free-mail address',
  'html:encoded-letters': 'disguised letters',
  'html:split-words': 'words split by markup',
  'html:all-image': 'a picture instead of text',
  'route:private-line': 'sent from a private line',
  undisclosed: 'hidden recipients',
  'message-id:odd': 'a made-up message id',
  'no-message-id': 'no message id',
  'date:ahead': 'dated in the future',
  'text:undecodable': 'text in an unknown encoding',
};

/** What the traits of a message say in words. */
export function telling(traits: readonly string[]): string[] {
  return Object.keys(sayings)
    .filter((trait) => traits.includes(trait))
    .map((trait) => sayings[trait]!);
}
