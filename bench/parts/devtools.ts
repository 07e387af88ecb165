import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Reply {
  id?: number;
  method?: string;
  result?: unknown;
  error?: { message: string };
}

/** A page's end of the Chrome DevTools protocol. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, (reply: Reply) => void>();
  readonly #events = new Map<string, () => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Reply));
    socket.on('close', () => {
      const error = { message: 'the browser has gone' };
      for (const settle of this.#calls.values()) settle({ error });
      this.#calls.clear();
    });
  }

  static async connect(url: string): Promise<DevTools> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 28 });
    await once(socket, 'open');
    return new DevTools(socket);
  }

  /** @throws where the browser refuses, or is gone */
  async send<T>(method: string, params: object = {}): Promise<T> {
    this.#last += 1;
    const id = this.#last;
    const replied = new Promise<Reply>((resolve) => this.#calls.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await replied;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  /** Resolves at the next event of that name; its domain must be enabled. */
  next(event: string): Promise<void> {
    return new Promise((resolve) => this.#events.set(event, resolve));
  }

  close(): void {
    this.#socket.close();
  }

  #take(message: Reply): void {
    if (message.method) {
      this.#events.get(message.method)?.();
      this.#events.delete(message.method);
    }
    if (message.id === undefined) return;
    this.#calls.get(message.id)?.(message);
    this.#calls.delete(message.id);
  }
}
