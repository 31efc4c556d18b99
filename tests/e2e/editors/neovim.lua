-- Attaches the language server to Neovim, applies a fix, and writes what Neovim holds as JSON.
-- Environment: E2E_NODE and E2E_CLI (the server's command), E2E_FILE, E2E_RULE, E2E_FIX and E2E_BESIDE (another
-- server; both may be empty), E2E_RESULT.
-- Neovim 0.7 has no vim.lsp.start and pulls no diagnostics: this is the oldest client that is supported.
vim.opt.swapfile = false
vim.opt.shadafile = 'NONE'

local exit_code
local client

vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('E2E_FILE')))
client = vim.lsp.start_client({
  name = 'socklint',
  cmd = { os.getenv('E2E_NODE'), os.getenv('E2E_CLI'), 'lsp', '--stdio' },
  root_dir = vim.fn.getcwd(),
  on_exit = function(code)
    exit_code = code
  end,
})
vim.lsp.buf_attach_client(0, client)

local function from(source)
  return vim.fn.match(vim.inspect(vim.diagnostic.get(0)), 'source = "' .. source .. '"') >= 0
end

-- Another server for the same text, as most people have one.
local beside = os.getenv('E2E_BESIDE')
if beside ~= '' then
  vim.lsp.buf_attach_client(0, vim.lsp.start_client({ name = beside, cmd = { beside }, root_dir = vim.fn.getcwd() }))
  vim.wait(15000, function()
    return from('clang')
  end, 50)
end

-- The state once it has not changed for a second (at most 20 s): a late duplicate would be seen.
local function settled(present)
  local shape, since = '', vim.loop.now()
  vim.wait(20000, function()
    local now = vim.inspect(vim.diagnostic.get(0))
    if now ~= shape then
      shape, since = now, vim.loop.now()
    end
    return (not present or from('socklint')) and vim.loop.now() - since > 1000
  end, 50)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    -- Neovim counts bytes from 0; the command line counts UTF-16 units from 1.
    local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
    local _, utf16 = vim.str_utfindex(line, diagnostic.col)
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    table.insert(found, {
      rule = lsp.code or diagnostic.code or 'no code',
      line = diagnostic.lnum + 1,
      column = utf16 + 1,
      source = diagnostic.source,
      byte_column = diagnostic.col,
    })
  end
  return found
end

local result = { before = settled(true), hover = '', actions = {} }

for _, finding in ipairs(result.before) do
  if finding.rule == os.getenv('E2E_RULE') then
    vim.api.nvim_win_set_cursor(0, { finding.line, finding.byte_column })
    local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 5000)
    for _, answer in pairs(hover or {}) do
      local contents = answer.result and answer.result.contents
      result.hover = type(contents) == 'table' and contents.value or contents or ''
    end
    local params = vim.lsp.util.make_range_params()
    params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 5000)
    local applied = false
    for _, answer in pairs(answers or {}) do
      for _, action in ipairs(answer.result or {}) do
        table.insert(result.actions, action.title)
        if not applied and action.edit and action.title == os.getenv('E2E_FIX') then
          applied = true
          vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
        end
      end
    end
    result.after = settled(false)
    result.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
  end
end

vim.lsp.get_client_by_id(client).stop()
vim.wait(5000, function()
  return exit_code ~= nil
end, 20)
result.exit_code = exit_code or -1

local file = assert(io.open(os.getenv('E2E_RESULT'), 'w'))
file:write(vim.fn.json_encode(result))
file:close()
vim.cmd('qa!')
