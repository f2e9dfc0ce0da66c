export { byLink } from './link.js';
export type {
  NextPage,
  Page,
  PageCall,
  PageStyle,
  PaginatedOperation,
  PaginationDefinition,
} from './page.js';
export { PagePromise } from './page-promise.js';
export { byCursor, byOffset, byPage } from './page-styles.js';
