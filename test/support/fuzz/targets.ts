import fc from 'fast-check';

const pieces =
  'http:// HTTPS:// ftp:// // / \\ /../ /./ . .. ' +
  '[ [::1 [::1] ] @ a@ a:b@ : :0 :99999999 127.0.0.1 evil.example ' +
  '# ? & = ; % %00 %ff %2e%2e %5c " < { | ^ ` * ' +
  'drafts drafts/1 dashboard assets/x login healthz \u00e9 \u00a0';

/** What a request line may have in the place of an address. */
export const strangeTargets: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('/', '//', 'http://', '', '*', '/drafts'),
    fc.array(fc.constantFrom(...pieces.split(' '), ' ', '\t'), { minLength: 1, maxLength: 7 }),
  )
  .map(([start, rest]) => start + rest.join(''));
