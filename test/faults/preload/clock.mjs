/**
 * A wall clock that jumps: at each SIGUSR2 it is off by as many milliseconds as the file CLOCK_FILE
 * says. Timers, like those of a real machine, do not notice. Loaded before the program.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const RealDate = Date;
const now = RealDate.now.bind(RealDate);
let offset = 0;

process.on('SIGUSR2', () => {
  offset = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
});

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now() + offset);
    else super(...args);
  }

  static now() {
    return now() + offset;
  }
};
