/** Entry of dist/server.js, which editors start as a process of its own. */
import { startServer } from './node.ts'

startServer()
