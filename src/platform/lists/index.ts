export { SearchParameter } from './list-parameters.js';
export { NamedListQuery, namedSliceOf } from './named-list.dto.js';
export { readInOrder } from './read-in-order.js';
export { anyContains, contains } from './search.js';
export { sortedPageOf, type SortedSlice, sortedSliceOf, type Sorts, sortWords } from './sorted-slice.js';
