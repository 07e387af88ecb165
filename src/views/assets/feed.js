const firstMs = 500;
const longestMs = 15_000;

/**
 * The inspector's feed, for as long as the page is open: a lost connection is made again, ever more
 * slowly, until the server is back.
 * @param {object} listener
 * @param {() => void} listener.onOpen what was known before is void: the whole tree follows
 * @param {(message: any) => void} listener.onMessage
 * @param {(state: 'live' | 'lost') => void} listener.onState
 */
export function followFeed({ onOpen, onMessage, onState }) {
  let failures = 0;

  const connect = () => {
    const address = new URL('/inspector/ws', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      onOpen();
      onState('live');
    });
    socket.addEventListener('message', ({ data }) => {
      // Only a server that speaks counts as back: one that ends each connection does not.
      failures = 0;
      onMessage(JSON.parse(data));
    });
    socket.addEventListener('close', () => {
      onState('lost');
      const wait = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      // Half of it by chance, so that many pages do not come back in step.
      setTimeout(connect, wait / 2 + (Math.random() * wait) / 2);
    });
  };
  connect();
}
