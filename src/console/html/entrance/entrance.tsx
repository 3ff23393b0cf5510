import type { ComponentChildren } from 'preact';
import { usePage } from '../context/context.js';
import { Document } from '../layout/document.js';
import { TopBar } from '../layout/frame.js';

interface EntranceProps {
  readonly title: string;
  /** Why the last attempt did not work. */
  readonly problem?: string | undefined;
  /** For forms of more than two fields. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** A page for people who are not signed in: one card, and nothing around it. */
export const Entrance = ({ title, problem, wide = false, children }: EntranceProps) => {
  const { flash } = usePage();
  return (
    <Document title={title}>
      <TopBar />
      <main class={wide ? 'card card-wide' : 'card'}>
        <h1>{title}</h1>
        {flash !== null && (
          <p class="flash" role="status">
            {flash}
          </p>
        )}
        {problem !== undefined && (
          <p class="alert" role="alert">
            {problem}
          </p>
        )}
        {children}
      </main>
    </Document>
  );
};
