;; Attaches the language server to Emacs through eglot, applies the fix of a finding as a person would, and writes what
;; Emacs holds as JSON.  For `emacs -Q --batch'.
;; Environment: E2E_SNIPPET (the user's configuration, which starts `socklint'), E2E_FILE, E2E_RULE, E2E_FIX (may be
;; empty), E2E_RESULT.
;; Emacs 28 with the eglot of Debian 12: the oldest that is supported.
(let ((default-directory "/usr/share/emacs/site-lisp/elpa/"))
  (when (file-directory-p default-directory) (normal-top-level-add-subdirs-to-load-path)))
(require 'cc-mode)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'json)
;; With it, eglot asks for markdown; without it hovers are plain text.
(require 'markdown-mode)

(defvar e2e-rule (getenv "E2E_RULE"))
(defvar e2e-fix (getenv "E2E_FIX"))
(setq eglot-sync-connect 20 eglot-autoshutdown nil create-lockfiles nil make-backup-files nil)
;; The first snippet of docs/editors.en.md, as it stands there.
(load (getenv "E2E_SNIPPET") nil t)

(defun e2e-finding (diagnostic)
  "What Emacs shows of DIAGNOSTIC; lines and columns from 1, columns in characters."
  (let ((lsp (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic))))
    (save-excursion
      (goto-char (flymake-diagnostic-beg diagnostic))
      `((rule . ,(or (plist-get lsp :code) "no code"))
        (source . ,(plist-get lsp :source))
        (line . ,(line-number-at-pos))
        (column . ,(1+ (- (point) (line-beginning-position))))))))

(defun e2e-settled (present)
  "The findings once they have not changed for a second; waits for one when PRESENT."
  (let ((last nil) (since (float-time)) (end (+ (float-time) 30)))
    (while (and (< (float-time) end)
                (or (< (- (float-time) since) 1) (and present (null (flymake-diagnostics)))))
      (accept-process-output nil 0.1)
      (flymake-start)
      (let ((now (mapcar #'e2e-finding (flymake-diagnostics))))
        (unless (equal now last) (setq last now since (float-time)))))
    (vconcat last)))

(defun e2e-hover ()
  "What eldoc is given at point."
  (let ((answer nil) (end (+ (float-time) 10)))
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq answer (or text ""))))
    (while (and (null answer) (< (float-time) end)) (accept-process-output nil 0.1))
    (substring-no-properties (or answer ""))))

(defun e2e-code-actions ()
  "Asks for code actions at point and chooses the one named by E2E_FIX; gives the titles that were offered."
  ;; Emacs asks by keyboard when the last event was not one of the mouse.
  (let ((titles nil) (last-nonmenu-event t))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt items &rest _)
                 (setq titles (mapcar #'car items))
                 (if (member e2e-fix titles) e2e-fix (signal 'quit nil)))))
      (condition-case problem
          (eglot-code-actions (point) nil nil t)
        (quit nil)
        (error (unless (string-match-p "No code actions" (error-message-string problem))
                 (signal (car problem) (cdr problem))))))
    (vconcat titles)))

(find-file (getenv "E2E_FILE"))
(c-mode)
(call-interactively #'eglot)
(let* ((before (e2e-settled t))
       (at (cl-find e2e-rule (flymake-diagnostics)
                    :key (lambda (each) (alist-get 'rule (e2e-finding each))) :test #'equal))
       (hover "") (actions []) (after []) (server (eglot-current-server)))
  (when at
    (goto-char (flymake-diagnostic-beg at))
    (setq hover (e2e-hover))
    (setq actions (e2e-code-actions))
    ;; By a timer when Emacs is idle, which it never is in batch mode.
    (when eglot--recent-changes (eglot--signal-textDocument/didChange))
    (setq after (e2e-settled nil)))
  (let ((text (buffer-string)) (process (jsonrpc--process server)))
    ;; As the protocol has it; `eglot-shutdown' would kill the process before it can end by itself.
    (jsonrpc-request server :shutdown nil)
    (jsonrpc-notify server :exit nil)
    (let ((end (+ (float-time) 5)))
      (while (and (process-live-p process) (< (float-time) end)) (accept-process-output nil 0.05)))
    (with-temp-file (getenv "E2E_RESULT")
      (insert (json-encode `((before . ,before) (hover . ,hover) (actions . ,actions) (after . ,after)
                             (text . ,text) (exit_code . ,(process-exit-status process))))))))
