/** What can be read on a page: the contrast of each text that is shown with what is behind it. */
import type { Page } from 'playwright-core';

export interface Contrast {
  /** Such as `p.because: it is new`. */
  readonly text: string;
  /** From 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  readonly ratio: number;
}

/** The least first. */
export async function contrastsOf(page: Page): Promise<readonly Contrast[]> {
  // Sent as text: what a compiler adds to a function is not known in the page.
  const found = (await page.evaluate(`(${measure})()`)) as Contrast[];
  return found.sort((a, b) => a.ratio - b.ratio);
}

const measure = `() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // The browser itself turns whatever way a colour is written into red, green, blue and how much covers.
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, index) => part * a + under[index] * (1 - a));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    if (element === null) return [255, 255, 255];
    const style = getComputedStyle(element);
    // A shape lies under the text that stands beside it in the picture.
    const shape = element.localName === 'g' ? element.querySelector(':scope > rect') : null;
    const own = shape === null ? style.backgroundColor : getComputedStyle(shape).fill;
    return over(rgba(own === 'none' ? 'transparent' : own), behind(element.parentElement));
  };
  const contrast = (colour, element) => {
    const under = behind(element);
    const [a, b] = [light(over(rgba(colour), under)), light(under)].sort((one, other) => other - one);
    return (a + 0.05) / (b + 0.05);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent.trim();
    if (words === '' || element.closest('script, .sr, .skip') !== null || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const colour = element.namespaceURI.endsWith('svg') ? style.fill : style.color;
    const name = [element.localName, ...element.classList].join('.');
    found.push({ text: name + ': ' + words.slice(0, 60), ratio: contrast(colour, element) });
  }
  for (const input of document.querySelectorAll('input'))
    if (input.checkVisibility())
      found.push({ text: 'placeholder', ratio: contrast(getComputedStyle(input, '::placeholder').color, input) });
  return found;
}`;
