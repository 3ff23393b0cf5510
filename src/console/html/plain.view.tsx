import type { Links } from '../model/links.js';
import { Document, htmlOf } from './document.js';

type Members = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : value === null ? '–' : JSON.stringify(value));

const Description = ({ members: { _links, items: _items, ...shown } }: { members: Members }) => (
  <dl>
    {Object.entries(shown).map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{text(value)}</dd>
      </div>
    ))}
  </dl>
);

/** What a page without a view of its own looks like: all that its model holds, and where one can go from there. */
export const PlainPage = ({ model }: { model: Members }) => {
  const { _links: ways = {}, items = [], Name: title = 'Page' } = model as { _links?: Links; items?: Members[]; Name?: string };
  return (
    <Document title={title}>
      <main>
        <h1>{title}</h1>
        <Description members={model} />
        {items.map((item, i) => (
          <Description key={i} members={item} />
        ))}
        <ul>
          {Object.entries(ways).map(([name, { href }]) => (
            <li key={name}>
              <a href={href}>{name}</a>
            </li>
          ))}
        </ul>
      </main>
    </Document>
  );
};

export const plainHtml = (model: Members): string => htmlOf(<PlainPage model={model} />);
