/**
 * The JSON text of an answer, without what local models put around it: thoughts before it, a code
 * fence, a sentence on either side. Text without any object is returned as it is.
 */
export function jsonText(content: string): string {
  const answer = withoutThoughts(content).trim();
  if (answer.startsWith('{') && answer.endsWith('}')) return answer;
  const fenced = /```\w*\s*\n?(\{[\s\S]*\})\s*```/.exec(answer)?.[1];
  if (fenced) return fenced;
  const [from, to] = [answer.indexOf('{'), answer.lastIndexOf('}')];
  return from >= 0 && to > from ? answer.slice(from, to + 1) : answer;
}

/** Whether an answer begins as JSON: of such an answer only the end can be missing. */
export function beginsAsJson(content: string): boolean {
  return /^(```\w*\s*)?\{/.test(withoutThoughts(content).trim());
}

/** Some chat templates open the tag themselves, so that only its end is in the answer. */
function withoutThoughts(content: string): string {
  return content.replace(/^(?:\s*<(think|thinking)>)?[\s\S]*?<\/(?:think|thinking)>/, (thoughts) =>
    // A tag within the JSON itself is part of an answer.
    thoughts.trimStart().startsWith('{') ? thoughts : '',
  );
}
