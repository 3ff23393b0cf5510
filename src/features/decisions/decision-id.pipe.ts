import { invalid } from '../../platform/http/index.js';

/** For `@Param`. @throws 400 for what no refusal can be called. */
export const decisionIdPipe = {
  transform(id: string): string {
    if (!/^[\w-]{1,32}$/.test(id)) throw invalid([{ field: 'id', message: 'must be the decisionId of a refusal' }]);
    return id;
  },
};
