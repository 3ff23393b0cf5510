import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { assetPath } from '../../assets/assets.js';
import { type PageContext, PageContextProvider } from '../context/context.js';

/** A whole page as text. Everything in it is escaped but what the markup itself says. */
export function pageHtml<M extends object>(context: PageContext, View: View<M>, model: M): string {
  const page = (
    <PageContextProvider value={context}>
      <View model={model} />
    </PageContextProvider>
  );
  return `<!doctype html>${render(page)}`;
}

/** What people see of a model: a whole `<Page>`. */
export type View<M> = (props: { model: M }) => VNode;

interface DocumentProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export const Document = ({ title, children }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · Latchkey`}</title>
      <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={assetPath('console.css')} />
      <script src={assetPath('console.js')} type="module" />
    </head>
    <body>{children}</body>
  </html>
);
