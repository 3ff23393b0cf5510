// The example resource: how a module of your own is protected.
export { CreateProblemRequest, ProblemItemDto, ProblemQuery, toNewProblem, toProblemItemDto } from './problem.dto.js';
export { Problem } from './problem.entity.js';
export { ProblemsModule } from './problems.module.js';
export { type NewProblem, ProblemsService } from './problems.service.js';
