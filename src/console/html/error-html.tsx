import type { AppError } from '../../errors/index.js';
import { htmlOf } from './document.js';
import { ErrorPage } from './error.view.js';

export const errorHtml = ({ status, kind, message, code, extras }: AppError, requestId: string): string =>
  htmlOf(<ErrorPage status={status} title={kind.title} detail={message} code={code} requestId={requestId} decisionId={extras.decisionId} />);
