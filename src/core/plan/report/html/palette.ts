/** Colours of both themes; text on its background has a contrast of 4.5 or more (WCAG 2.2, 1.4.3). */
export const light = {
  page: '#f5f6f8',
  card: '#ffffff',
  sunken: '#eef0f4',
  text: '#15181e',
  faint: '#565d6b',
  line: '#dce0e7',
  accent: '#2450c8',
  green: '#0f6b45',
  amber: '#855000',
  red: '#b3241c',
  purple: '#93197a',
  blue: '#1f55b5',
} as const;

export const dark: Readonly<Record<keyof typeof light, string>> = {
  page: '#0e1115',
  card: '#161a20',
  sunken: '#1e232b',
  text: '#e9ebef',
  faint: '#9da6b5',
  line: '#2c333d',
  accent: '#8db2ff',
  green: '#53c993',
  amber: '#efb450',
  red: '#ff867d',
  purple: '#ef90d8',
  blue: '#7fb2ff',
};

export function variables(palette: Readonly<Record<string, string>>): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');
}
