import { IconBuildingStore } from '@tabler/icons-react'
import i18next from 'i18next'
import { definePage } from '../../shell/page'
import { listSearch } from '../../table/useListState'

export const customers = definePage({
  name: 'customers',
  path: '/customers',
  title: { en: 'Customers', ar: 'العملاء' },
  icon: IconBuildingStore,
  group: 'records',
  order: 50,
  jump: 'c',
  search: listSearch({
    q: 'text',
    owner: 'text',
    territory: 'text',
    tag: 'text',
    without_owner: 'flag',
    without_site: 'flag',
    removed: 'flag',
    // The customers of an import, or `new` to bring a file in.
    import: 'text',
    tab: 'text',
    show: 'text',
    add: 'flag',
    words: 'text',
    person: 'text',
    from: 'day',
    to: 'day',
  }),
  load: () => import('./CustomersPage'),
})

export type CustomersSearch = ReturnType<typeof customers.useSearch>

export const customer = definePage({
  name: 'customer',
  path: '/customers/$id',
  title: { en: 'Customer', ar: 'عميل' },
  help: 'customers',
  // Its words are those of the folder.
  load: async () => {
    const [page] = await Promise.all([
      import('./CustomerPage'),
      i18next.loadNamespaces('customers'),
    ])
    return page
  },
})
