import type { Draft } from '../../src/domain/draft.ts';

/** The program's stream of events, read as a browser would read it. */
export interface DraftEvents {
  stop(): void;
}

/**
 * Opens `GET /events` and tells of each draft that is made.
 * @param onEnd told once, should the stream end before it is stopped
 */
export async function watchDrafts(
  url: string,
  onDraft: (draft: Draft) => void,
  onEnd: (why: unknown) => void,
): Promise<DraftEvents> {
  const over = new AbortController();
  const response = await fetch(`${url}/events`, { signal: over.signal });
  if (!response.ok || !response.body) throw new Error(`GET /events: ${response.status}`);
  read(response.body.pipeThrough(new TextDecoderStream()), onDraft).then(
    onEnd,
    (error: unknown) => {
      if (!over.signal.aborted) onEnd(error);
    },
  );
  return { stop: () => over.abort() };
}

async function read(text: ReadableStream<string>, onDraft: (draft: Draft) => void): Promise<void> {
  let rest = '';
  for await (const chunk of text) {
    const frames = (rest + chunk).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      if (!frame.includes('\nevent: draft.created\n')) continue;
      const data = /^data: (.*)$/m.exec(frame)?.[1] ?? '{}';
      onDraft((JSON.parse(data) as { draft: Draft }).draft);
    }
  }
}
