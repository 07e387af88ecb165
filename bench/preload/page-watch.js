/**
 * Runs in the page before its own scripts: notes long tasks, frames, and what the feed brings.
 * A long task is one that kept the page's main thread for more than 50 ms.
 */
(() => {
  const watch = {
    tasks: [],
    frames: 0,
    longestGapMs: 0,
    feed: { frames: 0, bytes: 0, dropped: 0 },
  };
  globalThis.benchWatch = watch;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      watch.tasks.push({ at: startTime, ms: duration });
    }
  }).observe({ type: 'longtask', buffered: true });

  let before = null;
  requestAnimationFrame(function drawn(now) {
    watch.frames += 1;
    if (before !== null) watch.longestGapMs = Math.max(watch.longestGapMs, now - before);
    before = now;
    requestAnimationFrame(drawn);
  });

  const RealWebSocket = globalThis.WebSocket;
  globalThis.WebSocket = class WebSocket extends RealWebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        watch.feed.frames += 1;
        watch.feed.bytes += data.length;
        if (data.includes('"@agent.dropped"')) watch.feed.dropped += 1;
      });
    }
  };
})();
