// A file system with one folder, /ws, whose files the test's server holds: GET /workspace/ gives them all as JSON,
// PUT /workspace/PATH saves one. It runs in the extension host of a browser, without a build step.
const vscode = require('vscode')

exports.activate = (context) => {
  const server = `${context.extensionUri.scheme}://${context.extensionUri.authority}/workspace/`
  const folders = new Set(['/', '/ws'])
  const files = fetch(server)
    .then((answer) => answer.json())
    .then(
      (texts) => new Map(Object.entries(texts).map(([name, text]) => [`/ws/${name}`, new TextEncoder().encode(text)])),
    )
  const changed = new vscode.EventEmitter()
  const parentOf = (path) => path.slice(0, path.lastIndexOf('/')) || '/'
  const known = files.then((all) => {
    for (let path of all.keys()) while (!folders.has((path = parentOf(path)))) folders.add(path)
    return folders
  })
  const refuse = (uri) => {
    throw vscode.FileSystemError.NoPermissions(uri)
  }
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      if ((await known).has(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
      const bytes = (await files).get(uri.path)
      if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri)
      return { type: vscode.FileType.File, ctime: 0, mtime: bytes.mtime ?? 1, size: bytes.length }
    },
    async readDirectory(uri) {
      if (!(await known).has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri)
      const inside = (paths, type) =>
        [...paths]
          .filter((path) => path !== '/' && parentOf(path) === uri.path)
          .map((path) => [path.slice(path.lastIndexOf('/') + 1), type])
      return [...inside(folders, vscode.FileType.Directory), ...inside((await files).keys(), vscode.FileType.File)]
    },
    async readFile(uri) {
      const bytes = (await files).get(uri.path)
      if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri)
      return bytes
    },
    async writeFile(uri, content, { create, overwrite }) {
      const isKnown = (await files).has(uri.path)
      if (!isKnown && !create) throw vscode.FileSystemError.FileNotFound(uri)
      if (isKnown && create && !overwrite) throw vscode.FileSystemError.FileExists(uri)
      if (!folders.has(parentOf(uri.path))) throw vscode.FileSystemError.FileNotFound(uri)
      const bytes = Uint8Array.from(content)
      bytes.mtime = Date.now()
      ;(await files).set(uri.path, bytes)
      await fetch(server + uri.path.slice('/ws/'.length), { method: 'PUT', body: bytes })
      changed.fire([{ type: isKnown ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri }])
    },
    createDirectory(uri) {
      folders.add(uri.path)
      changed.fire([{ type: vscode.FileChangeType.Created, uri }])
    },
    delete: refuse,
    rename: refuse,
  }
  for (const scheme of ['memfs', 'vscode-vfs'])
    context.subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, provider))
}
