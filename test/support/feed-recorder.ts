import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A visitor who keeps every frame as it came. */
export interface Recorder {
  /** All that came so far. */
  text(): string;
  close(): Promise<void>;
}

export async function record(url: string, query = '', token?: string): Promise<Recorder> {
  const frames: string[] = [];
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const client = new WebSocket(`${url.replace('http', 'ws')}/inspector/ws${query}`, { headers });
  client.on('message', (data: Buffer) => frames.push(data.toString()));
  await once(client, 'open');
  return {
    text: () => frames.join('\n'),
    async close() {
      if (client.readyState === client.CLOSED) return;
      const closed = once(client, 'close');
      client.close();
      await closed;
    },
  };
}

/** Those of the words that a stream holds, as they are, encoded for a URL, or in base64. */
export function leaksIn(stream: string, words: readonly string[]): string[] {
  const folded = stream.toLowerCase();
  return words.filter(
    (word) =>
      folded.includes(word.toLowerCase()) ||
      folded.includes(encodeURIComponent(word).toLowerCase()) ||
      base64Forms(word).some((form) => stream.includes(form)),
  );
}

/**
 * In base64 a text has three forms, by where it begins; without the ends, which depend on the rest. Of
 * a short word too little is left to be told from chance.
 */
function base64Forms(word: string): string[] {
  if (word.length < 12) return [];
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.from('x'.repeat(before) + word).toString('base64');
    const core = text.slice(before === 0 ? 0 : 4, -4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** What stands round an @ that is no type of a message. */
export function addressesIn(stream: string): string[] {
  const rest = stream.replaceAll(/"@(?:xstate|agent)\.[a-z]+"/g, '').replaceAll('@statelyai', '');
  return [...rest.matchAll(/.{0,40}(?:@|%40).{0,20}/gi)].map(([around]) => around).slice(0, 5);
}
