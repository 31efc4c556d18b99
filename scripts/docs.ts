/**
 * `npm run docs [-- --address URL]`: the documentation site, English and Japanese, into build/site. It works from the disk:
 * open build/site/index.html. With an address its pages also say where they are published.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './rule-folders.ts'
import { buildSite } from './site/site.ts'

const { values } = parseArgs({ options: { address: { type: 'string' } } })
const outdir = join(ROOT, 'build/site')
const count = buildSite({ outdir, ...(values.address === undefined ? {} : { address: values.address }) })
console.log(`${count} pages in build/site`)
