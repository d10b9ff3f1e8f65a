export type { Column } from './columns'
export { csvOf, csvParts, download, neutral } from './csv'
export { DataTable, type DataTableProps } from './DataTable'
export { FilterBar, type FilterBarProps, SearchField } from './FilterBar'
export type { Filter, Option } from './filters'
export {
  type ListSpec,
  type ListState,
  listSearch,
  type SearchOf,
  useListState,
} from './useListState'
export type { TableSelection } from './useSelection'
