/* oxlint-disable no-unused-vars -- loaded into the page of a browser test, which calls them */

/**
 * What is wrong with the geometry of the drawing, one line a fault. Counts and countdowns are filled
 * in first, since room is kept for them.
 */
function geometryFaults() {
  const svg = document.querySelector('svg.chart');
  for (const text of svg.querySelectorAll('.count')) text.textContent = '\xD764';
  for (const label of svg.querySelectorAll('[data-delay]')) {
    const first = label.querySelector('text');
    const { x, width } = first.getBBox();
    const countdown = first.cloneNode();
    countdown.removeAttribute('textLength');
    countdown.setAttribute('class', 'countdown');
    countdown.setAttribute('x', String(x + width));
    countdown.textContent = '\xA0\xB7 00:00';
    label.append(countdown);
  }
  const faults = [];
  const areaOf = (node) => {
    const { x, y, width, height } = node.getBBox();
    return { x, y, right: x + width, bottom: y + height };
  };
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.x, b.x) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y) > 1;
  const holds = (outer, inner) =>
    inner.x >= outer.x - 1 &&
    inner.y >= outer.y - 1 &&
    inner.right <= outer.right + 1 &&
    inner.bottom <= outer.bottom + 1;
  const nameOf = (node) =>
    `${node.closest('[data-state]')?.getAttribute('data-state') ?? node.closest('[data-edges]')?.getAttribute('data-edges')} "${node.textContent}"`;
  const all = (selector, within = svg) => [...within.querySelectorAll(selector)];
  const texts = all('text').map((node) => ({ node, area: areaOf(node) }));
  const whole = {
    x: 0,
    y: 0,
    right: svg.viewBox.baseVal.width,
    bottom: svg.viewBox.baseVal.height,
  };
  for (const [i, one] of texts.entries()) {
    if (!holds(whole, one.area)) faults.push(`text leaves the drawing: ${nameOf(one.node)}`);
    for (const other of texts.slice(i + 1)) {
      if (!overlap(one.area, other.area)) continue;
      faults.push(`texts overlap: ${nameOf(one.node)} and ${nameOf(other.node)}`);
    }
  }
  const boxes = all('.state').map((node) => ({
    key: node.getAttribute('data-state'),
    isLeaf: node.matches('.atomic, .final, .history'),
    node,
    area: areaOf(node.querySelector('.box')),
  }));
  const boxOf = (key) => boxes.find((box) => box.key === key);
  for (const { node, area, key } of boxes) {
    for (const text of all('text', node)) {
      if (!holds(area, areaOf(text))) faults.push(`text leaves its box: ${nameOf(text)}`);
    }
    const parent = boxOf(key.slice(0, Math.max(0, key.lastIndexOf('.'))));
    if (!holds(parent.area, area)) faults.push(`state outside its container: ${key}`);
  }
  for (const [i, one] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) {
      const nested = holds(one.area, other.area) || holds(other.area, one.area);
      if ((!nested || (one.isLeaf && other.isLeaf)) && overlap(one.area, other.area)) {
        faults.push(`boxes overlap: ${one.key} and ${other.key}`);
      }
    }
  }
  const labels = all('.label-line').map((node) => ({
    node,
    edge: node.closest('.edge'),
    inBox: node.closest('.state') !== null,
    area: areaOf(node.querySelector('.label-back')),
  }));
  for (const { node, inBox, area } of labels) {
    for (const text of all('.label', node)) {
      if (!holds(area, areaOf(text))) faults.push(`text leaves its label: ${nameOf(text)}`);
    }
    if (inBox) continue;
    for (const box of boxes) {
      if (overlap(area, box.area) && (box.isLeaf || !holds(box.area, area))) {
        faults.push(`label over a box: ${nameOf(node)} over ${box.key}`);
      }
    }
  }
  const inside = (point, { x, y, right, bottom }) =>
    point.x > x + 1 && point.x < right - 1 && point.y > y + 1 && point.y < bottom - 1;
  for (const path of all('.edge > .line, .start > .line')) {
    const length = path.getTotalLength();
    const edge = path.closest('.edge');
    const isJump = path.closest('.state') !== null;
    const hit = /* @__PURE__ */ new Set();
    for (let at = 0; at <= length; at += 2) {
      const point = path.getPointAtLength(at);
      for (const box of boxes) {
        if (!isJump && box.isLeaf && inside(point, box.area)) hit.add(`box ${box.key}`);
      }
      for (const label of labels) {
        if ((isJump || label.edge !== edge || edge === null) && inside(point, label.area)) {
          hit.add(`label ${nameOf(label.node)}`);
        }
      }
    }
    const ends = `${edge?.getAttribute('data-from')} to ${edge?.getAttribute('data-to')}`;
    for (const each of hit) faults.push(`line from ${ends} passes through ${each}`);
    if (length < 6) faults.push(`line from ${ends} is ${length} long`);
  }
  return faults;
}
/** Texts whose contrast with what is behind them is below 4.5. */
function contrastFaults() {
  const svg = document.querySelector('svg.chart');
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colourOf = (value) => {
    canvas.fillStyle = value;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
  const luminance = (colour) => {
    const [r = 0, g = 0, b = 0] = colour.map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (text) => {
    const label = text.classList.contains('label') ? text.closest('.label-line') : null;
    const back = label?.querySelector('.label-back');
    if (back) return [getComputedStyle(back).fill];
    const { x, y } = text.getBBox();
    const around = [...svg.querySelectorAll('.state > .box')].filter((box) => {
      const area = box.getBBox();
      return area.x <= x && area.y <= y && area.x + area.width >= x && area.y + area.height >= y;
    });
    const fills = around.map((box) => getComputedStyle(box).fill).filter((fill) => fill !== 'none');
    return fills.slice(-1);
  };
  const faults = [];
  for (const text of svg.querySelectorAll('text')) {
    const fill = colourOf(getComputedStyle(text).fill);
    for (const back of behind(text)) {
      const contrast = ratio(fill, colourOf(back));
      if (contrast < 4.5) {
        faults.push(`${text.getAttribute('class')} on ${back}: ${contrast.toFixed(2)}`);
      }
    }
  }
  return [...new Set(faults)];
}
