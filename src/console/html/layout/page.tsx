import type { ComponentChildren } from 'preact';
import { ApiCall, type ApiCallProps } from '../parts/api-call.js';
import { usePage } from '../context/context.js';
import { Document } from './document.js';
import { Sidebar, TopBar } from './frame.js';

export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

export interface PageProps {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly about?: ComponentChildren;
  /** The page above this one. */
  readonly up?: { readonly label: string; readonly href: string };
  readonly tabs?: readonly Tab[];
  /** Links and buttons that concern the whole page. */
  readonly actions?: ComponentChildren;
  /** The call that does what this page does; left out: reading it. null: there is none. */
  readonly call?: ApiCallProps | null;
  readonly children: ComponentChildren;
}

/** A page with all that surrounds it. */
export const Page = ({ title, about, up, tabs, actions, call = {}, children }: PageProps) => {
  const { caller, flash, problem } = usePage();
  return (
    <Document title={title}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <TopBar />
      <div class="frame">
        {caller?.organisation && <Sidebar caller={caller} />}
        <main id="content" tabIndex={-1}>
          {flash !== null && (
            <p class="flash" role="status">
              {flash}
            </p>
          )}
          {problem !== null && (
            <p class="alert" role="alert">
              {problem}
            </p>
          )}
          <header class="page-head">
            <div>
              {up && (
                <p class="up">
                  <a href={up.href}>← {up.label}</a>
                </p>
              )}
              <h1>{title}</h1>
              {about && <p class="about">{about}</p>}
            </div>
            {actions && <div class="actions">{actions}</div>}
          </header>
          {tabs && <Tabs tabs={tabs} />}
          {children}
          {call !== null && <ApiCall {...call} />}
        </main>
      </div>
    </Document>
  );
};

const Tabs = ({ tabs }: { tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label="Views">
    <ul>
      {tabs.map(({ label, href, current }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
