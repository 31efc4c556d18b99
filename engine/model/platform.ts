/** The type lives in `text/`, because the preprocessor, which is below the model, evaluates conditions per platform. */
export { PLATFORMS, type Platform } from '../text/platform.ts'
