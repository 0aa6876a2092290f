/** The plan for somebody who is not at this terminal. */
import { planDocumentOf, type Reported } from './document.ts';
import { planHtml } from './html/html.ts';
import { planMarkdown } from './markdown/markdown.ts';

export type ReportFormat = keyof typeof formats;

const formats = {
  json: (plan: Reported) => JSON.stringify(planDocumentOf(plan), null, 2),
  markdown: planMarkdown,
  html: planHtml,
};

export function planReport(plan: Reported, format: ReportFormat): string {
  return formats[format](plan).trimEnd();
}
