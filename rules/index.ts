/** What the shells need of the rules: the registry and the pages. */
export { rules } from './generated/registry.ts'
export { pages } from './generated/pages.ts'
export { DOCUMENTATION, hasPage, ruleAddress } from './documentation.ts'
export { HEADINGS, renderPage, SECTIONS, shownSections, type Page, type SectionId } from './pages.ts'
