/** How far a long command has come: a bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  /** @param total grows where it is not known at the beginning */
  show(done: number, total: number, note?: string): void;
  /** A line of its own, above the bar. */
  say(line: string): void;
  /** Takes the bar away. */
  end(): void;
}

interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const barWidth = 24;
const drawEveryMs = 100;

/** @param lineEveryMs where there is no terminal; Infinity: no lines */
export function progressOn(screen: Screen, lineEveryMs: number, now = Date.now): Progress {
  const isTty = screen.isTTY === true;
  const began = now();
  let shownAt = isTty ? -Infinity : began;
  let bar = '';

  function draw(): void {
    if (bar) screen.write(`\r\u001B[K${bar.slice(0, (screen.columns ?? 80) - 1)}`);
  }

  function erase(): void {
    if (bar) screen.write('\r\u001B[K');
  }

  return {
    show(done, total, note = '') {
      const isLast = done === total && isTty;
      if (!isLast && now() - shownAt < (isTty ? drawEveryMs : lineEveryMs)) return;
      shownAt = now();
      const seconds = Math.max(0.001, (shownAt - began) / 1_000);
      const state = `${done}/${total}  ${Math.round(done / seconds)}/s${note && `  ${note}`}`;
      if (!isTty) {
        screen.write(`${state}\n`);
        return;
      }
      const filled = total === 0 ? 0 : Math.floor((barWidth * done) / total);
      bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${state}`;
      draw();
    },
    say(line) {
      erase();
      screen.write(`${line}\n`);
      draw();
    },
    end() {
      erase();
      bar = '';
    },
  };
}
