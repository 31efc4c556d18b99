// A file system with one folder, /ws, whose files the test's server holds: GET /workspace/ gives them all as JSON,
// PUT /workspace/NAME saves one. It runs in the extension host of a browser, without a build step.
const vscode = require('vscode')

exports.activate = (context) => {
  const server = `${context.extensionUri.scheme}://${context.extensionUri.authority}/workspace/`
  const files = fetch(server)
    .then((answer) => answer.json())
    .then(
      (texts) => new Map(Object.entries(texts).map(([name, text]) => [`/ws/${name}`, new TextEncoder().encode(text)])),
    )
  const changed = new vscode.EventEmitter()
  const refuse = (uri) => {
    throw vscode.FileSystemError.NoPermissions(uri)
  }
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memfs', {
      onDidChangeFile: changed.event,
      watch: () => new vscode.Disposable(() => {}),
      async stat(uri) {
        if (uri.path === '/' || uri.path === '/ws')
          return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        const bytes = (await files).get(uri.path)
        if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri)
        return { type: vscode.FileType.File, ctime: 0, mtime: bytes.mtime ?? 1, size: bytes.length }
      },
      async readDirectory(uri) {
        if (uri.path === '/') return [['ws', vscode.FileType.Directory]]
        if (uri.path !== '/ws') throw vscode.FileSystemError.FileNotFound(uri)
        return [...(await files).keys()].map((path) => [path.slice('/ws/'.length), vscode.FileType.File])
      },
      async readFile(uri) {
        const bytes = (await files).get(uri.path)
        if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri)
        return bytes
      },
      async writeFile(uri, content) {
        const bytes = Uint8Array.from(content)
        bytes.mtime = Date.now()
        ;(await files).set(uri.path, bytes)
        await fetch(server + uri.path.slice('/ws/'.length), { method: 'PUT', body: bytes })
        changed.fire([{ type: vscode.FileChangeType.Changed, uri }])
      },
      createDirectory: refuse,
      delete: refuse,
      rename: refuse,
    }),
  )
}
