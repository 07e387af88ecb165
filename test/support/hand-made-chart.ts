/**
 * A drawing of a mailbox in the vocabulary of the charts, put together by hand: two nested states, a
 * delay, an arrow that two transitions share, and a transition within a state.
 */
export const handMadeChart = `<svg xmlns="http://www.w3.org/2000/svg" class="chart"
  viewBox="0 0 1000 700" width="1000" height="700" role="img" aria-labelledby="chart-title">
<title id="chart-title">Statechart of mailbox</title>
${state('', 'compound machine', 0, 0, 1_000, 700, 'mailbox')}
${state('connecting', 'atomic', 40, 80, 180, 60)}
${state('connected', 'compound', 360, 60, 580, 260, 'connected')}
${state('connected.syncing', 'atomic', 400, 140, 180, 60, 'syncing')}
${state('connected.watching', 'atomic', 720, 140, 180, 60, 'watching', label('connected.watching|mail.arrived|0', 'mail.arrived', 730, 175))}
${state('backing off', 'atomic', 40, 560, 180, 60)}
${state('paused', 'final', 720, 560, 180, 60)}
${edge('connecting|connected|0', 'connecting', 'connected', 'connected', 'M220 110H360', 250, 90)}
${edge('connected.syncing|xstate.done.actor.sync|0', 'connected.syncing', 'connected.watching', 'xstate.done.actor.sync', 'M580 170H720', 600, 150)}
${edge('connecting|lost|0', 'connecting', 'backing off', 'lost', 'M130 140V560', 140, 300)}
${edge('backing off|xstate.after.backoff.mailbox.backing off|0', 'backing off', 'connecting', 'xstate.after.backoff.mailbox.backing off', 'M100 560V140', 20, 400, 'backoff')}
<g class="edge" data-from="connected" data-to="paused"
  data-edges="connected|pause|0 connected|stop%20now|0">
<path class="line" d="M810 320V560"/><path class="head" d="M805 552L810 560L815 552"/>
${label('connected|pause|0', 'pause', 820, 400)}
${label('connected|stop now|0', 'stop now', 820, 430)}
</g>
</svg>`;

/** The ids of its edges, one after the other from connecting to paused. */
export const handMadeEdges = [
  'connecting|connected|0',
  'connected.syncing|xstate.done.actor.sync|0',
  'connected.watching|mail.arrived|0',
  'connected|stop now|0',
];

export const backoffEvent = 'xstate.after.backoff.mailbox.backing off';

function state(
  key: string,
  kind: string,
  x: number,
  y: number,
  width: number,
  height: number,
  name = key,
  more = '',
): string {
  return `<g class="state ${kind}" data-state="${key}"><title>${key || name}</title>
<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>
<text class="name" x="${x + 12}" y="${y + 18}">${name}</text>
<text class="count" x="${x + width - 12}" y="${y + 18}"></text>${more}</g>`;
}

function edge(
  id: string,
  from: string,
  to: string,
  event: string,
  line: string,
  x: number,
  y: number,
  delay?: string,
): string {
  return `<g class="edge" data-edges="${id.replaceAll(' ', '%20')}" data-from="${from}" data-to="${to}">
<path class="line" d="${line}"/>${label(id, event, x, y, delay)}</g>`;
}

function label(id: string, event: string, x: number, y: number, delay?: string): string {
  const text = delay === undefined ? event : `after ${delay}`;
  const about = `data-edge="${id}" data-event="${event}"`;
  return `<g class="label-line" ${about}${delay === undefined ? '' : ` data-delay="${delay}"`}>
<title>${text}</title><rect class="label-back" x="${x}" y="${y}" width="170" height="18"/>
<text class="label" x="${x + 5}" y="${y + 13}" textLength="${text.length * 7}">${text}</text></g>`;
}
