import { describe, expect, test } from 'vitest';
import { retold, withoutEnvelope } from '../../bench/parts/corpus.ts';
import { hotFunctions } from '../../bench/parts/hot-functions.ts';
import { percentSpread, spreadOf } from '../../bench/parts/statistics.ts';

describe('a spread', () => {
  test('has the middle value, or the middle between two', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9 });
    expect(spreadOf([4, 1, 2, 100])).toEqual({ median: 3, least: 1, most: 100 });
  });

  test('of nothing there is none', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test('is shown with signs', () => {
    expect(percentSpread(spreadOf([-0.021, 0.05, 0.1]))).toBe('-2.1 … 10.0 %');
  });
});

describe('a mail of the corpus', () => {
  const mail = 'From: a@b.example\nMessage-Id: <1@b.example>\n\nMessage-ID: <no header>\n';

  test('loses the line that mbox puts before it, and no other', () => {
    expect(withoutEnvelope(`From a@b.example  Wed Aug 21 2002\n${mail}`)).toBe(mail);
    expect(withoutEnvelope(mail)).toBe(mail);
  });

  test('is another one when it is told again, and the same body', () => {
    expect(retold(mail, 0)).toBe(mail);
    expect(retold(mail, 2)).toBe(
      'X-Copy: 2\nFrom: a@b.example\nMessage-Id: <copy-2.1@b.example>\n\nMessage-ID: <no header>\n',
    );
  });

  test('without a Message-ID is another one all the same', () => {
    const bare = 'Subject: x\r\n\r\nMessage-ID: <no header>';
    expect(retold(bare, 1)).toBe(`X-Copy: 1\n${bare}`);
  });
});

test('hot functions are told by their own time, and idle time is no time', () => {
  const frame = (id: number, functionName: string, url = '', lineNumber = -1) => ({
    id,
    callFrame: { functionName, url, lineNumber },
  });
  const profile = {
    nodes: [
      frame(1, '(idle)'),
      frame(2, 'parse', 'file:///srv/node_modules/parser/index.js', 9),
      frame(3, '', 'file:///srv/dist/src/main.js', 0),
      frame(4, 'parse', 'file:///srv/node_modules/parser/index.js', 9),
    ],
    samples: [1, 2, 3, 4],
    timeDeltas: [1_000, 50, 25, 25],
  };
  expect(hotFunctions(profile, 2)).toEqual([
    { where: 'parse parser/index.js:10', share: 0.75 },
    { where: '(anonymous) src/main.js:1', share: 0.25 },
  ]);
});
