import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** A whole page as text. Everything in it is escaped but what the markup itself says. */
export const htmlOf = (page: VNode): string => `<!doctype html>${render(page)}`;

interface DocumentProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export const Document = ({ title, children }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · Latchkey`}</title>
    </head>
    <body>{children}</body>
  </html>
);
