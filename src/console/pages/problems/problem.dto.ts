import { ProblemItemDto } from '../../../features/problems/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

export class ProblemPageDto extends LinkedType(ProblemItemDto, 'ProblemBase') {}
export class ProblemListDto extends ListOf(ProblemPageDto) {}
