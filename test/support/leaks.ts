/** The forms in which a secret may turn up where it should not. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of something longer that holds it, such as user and password: by where it begins there.
  const inner = [0, 1, 2].map((before) => {
    const form = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bits = (before + bytes.length) * 8;
    return form.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...inner];
}

/** Which of the secrets, by name, a text holds in whatever form; with what stands around it. */
export function leaksIn(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const at = Math.max(...formsOf(secret).map((form) => text.indexOf(form)));
    return at < 0 ? [] : [`${name}: …${text.slice(Math.max(0, at - 120), at + 80)}…`];
  });
}
