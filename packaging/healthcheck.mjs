// For a container's HEALTHCHECK: exit 0 while the process answers. A mail server that is away is no
// reason to restart it, so this asks for life and not for readiness.
const { PORT, ROLE } = process.env;
const port = PORT || (ROLE === 'agent' ? '8001' : '8000');
try {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
    signal: AbortSignal.timeout(4_000),
  });
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
