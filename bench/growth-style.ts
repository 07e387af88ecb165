/** How the drawing looks, on light and on dark paper. */
export const style = `
  text { font: 12px system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; fill: #57606a; }
  .paper { fill: #ffffff; }
  .head { font-size: 15px; font-weight: 600; fill: #1f2328; }
  .title { font-size: 13px; font-weight: 600; fill: #1f2328; }
  .title .more { font-weight: 400; fill: #57606a; }
  .tick, .foot { font-size: 11px; font-variant-numeric: tabular-nums; }
  .end { text-anchor: end; }
  .mid { text-anchor: middle; }
  .value, .name { font-weight: 600; font-variant-numeric: tabular-nums; }
  .value { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
  path { fill: none; }
  .grid { stroke: #d8dee4; }
  .base { stroke: #8c959f; }
  .bar { stroke: #9a6700; stroke-dasharray: 5 4; }
  .bar-label { font-size: 11px; fill: #7d4e00; }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
  .line.first, .whisker.first { stroke: #0969da; }
  .line.second, .whisker.second { stroke: #8250df; }
  .dot { stroke: #ffffff; stroke-width: 1.5; }
  .dot.first, text.first { fill: #0969da; }
  .dot.second, text.second { fill: #8250df; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; }
    .paper { fill: #0d1117; }
    .head, .title { fill: #f0f6fc; }
    .title .more { fill: #9198a1; }
    .grid { stroke: #262c36; }
    .base { stroke: #656c76; }
    .bar { stroke: #d29922; }
    .bar-label { fill: #e3b341; }
    .line.first, .whisker.first { stroke: #4493f8; }
    .line.second, .whisker.second { stroke: #ab7df8; }
    .dot, .value { stroke: #0d1117; }
    .dot.first, text.first { fill: #4493f8; }
    .dot.second, text.second { fill: #ab7df8; }
  }
`;
