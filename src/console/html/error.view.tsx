import { Document } from './document.js';

export interface ErrorProps {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly decisionId: string | undefined;
}

export const ErrorPage = ({ status, title, detail, code, requestId, decisionId }: ErrorProps) => (
  <Document title={title}>
    <main>
      <h1>{title}</h1>
      <p>{detail}</p>
      <p>
        <a href="/org/">Your organisations</a> · <a href={`/errors/${code}`}>What this means</a>
      </p>
      <p>
        <small>
          {status} {code} · request {requestId}
          {decisionId && ` · decision ${decisionId}`}
        </small>
      </p>
    </main>
  </Document>
);
