/** For programs (RFC 6750, section 3); no browser opens a dialog for it. */
export const challenge = 'Bearer realm="Marketing Ops Agent"';
