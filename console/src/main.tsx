import './shell/trusted'
import 'virtual:component-styles'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './shell/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App'
import { startWords } from './words'

const root = document.getElementById('root')
if (root) startWords().then(() => createRoot(root).render(<App />))
