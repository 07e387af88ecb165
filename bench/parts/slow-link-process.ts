/**
 * A line with a round trip to port TARGET on loopback, as a process: `slow-link-process.ts TARGET
 * ROUND_TRIP_MS`. Every byte takes half of it each way, in order, and as many at once as there
 * are. Says its port. Opening a connection takes no round trip, as it would on a real line.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import process from 'node:process';

const [target, roundTripMs] = process.argv.slice(2).map(Number);
const delayMs = (roundTripMs ?? 0) / 2;

/** Timers of one length fire in the order in which they were set, so the order is kept. */
function carry(from: Socket, to: Socket): void {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs));
  from.on('end', () => setTimeout(() => to.end(), delayMs));
  from.on('close', () => setTimeout(() => to.destroy(), delayMs));
  from.on('error', () => undefined); // either end may reset; `close` follows
}

const listener = createServer({ noDelay: true }, (client) => {
  const server = connect({ port: target ?? 0, host: '127.0.0.1', noDelay: true });
  carry(client, server);
  carry(server, client);
});
listener.listen(0, '127.0.0.1');
await once(listener, 'listening');
// Not left behind by a bench that died.
process.on('disconnect', () => process.exit());
process.send?.((listener.address() as AddressInfo).port);
