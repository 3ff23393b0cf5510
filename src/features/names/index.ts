// What things are called: each feature says it of its own, whoever shows ids asks here.
export { type Named, type NameFinder, type NameOf, type NameReader, Names, namedById, type Thing } from './names.js';
export { NamesModule } from './names.module.js';
