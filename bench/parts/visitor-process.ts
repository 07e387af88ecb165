/** A visitor of the inspector as a process: `visitor-process.ts URL`. Says `open`, then counts. */
import process from 'node:process';
import { WebSocket } from 'ws';
import type { Visit } from './visitor.ts';

const visit: Visit = { frames: 0, messages: 0, bytes: 0, dropped: 0, ended: null };
const socket = new WebSocket(process.argv[2] ?? '', { perMessageDeflate: false });

socket.on('message', (data: Buffer) => {
  const frame: unknown = JSON.parse(data.toString());
  visit.frames += 1;
  visit.bytes += data.length;
  // A frame holds one message, or a batch of them.
  const messages: unknown[] = Array.isArray(frame) ? frame : [frame];
  visit.messages += messages.length;
  for (const message of messages) visit.dropped += droppedBefore(message);
});
socket.once('open', () => process.send?.('open'));
socket.on('error', (error) => (visit.ended = error.message));
socket.on('close', (code) => (visit.ended ??= `closed with ${code}`));
process.on('message', () => process.send?.(visit));
process.on('disconnect', () => process.exit());

function droppedBefore(message: unknown): number {
  const { type, count } = message as { type?: unknown; count?: unknown };
  return type === '@agent.dropped' && typeof count === 'number' ? count : 0;
}
