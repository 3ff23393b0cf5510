export { writeDocument } from './document.js';
export { serveExplorer } from './explorer.js';
export { type SpecificationName, specifications } from './specifications.js';
