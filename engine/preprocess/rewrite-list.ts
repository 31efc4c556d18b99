/**
 * The macros that rewrite.ts makes parseable, as data. A word belongs here when its expansion is nothing or an
 * attribute, so that blanking it cannot change what is executed. A macro that may hide an `if`, a `return` or a
 * loop's end must never be listed, however often it breaks a parse.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Calling conventions: no function is called so, hence blanked before `(` too. */
export const CONVENTIONS = words(`
  WINAPI WSAAPI WSPAPI APIENTRY CALLBACK WINAPIV APIPRIVATE NTAPI STDAPICALLTYPE STDMETHODCALLTYPE JNICALL GLAPIENTRY
  __cdecl _cdecl __stdcall _stdcall __fastcall _fastcall __thiscall __vectorcall __pascal _pascal __clrcall
  SDLCALL XMLCALL XMLCDECL PNGAPI ZEXPORT ZEXPORTVA ngx_cdecl`)

/** Words in front of a type, a declarator or `*`. */
export const QUALIFIERS = words(`
  IN OUT INOUT UNALIGNED RESTRICTED_POINTER FAR NEAR PASCAL CDECL STDCALL _far __far _near __near
  EXPORT EXPORTED DLLEXPORT DLLIMPORT DLL_EXPORT DLL_IMPORT DECLSPEC DLLSPEC EXTERN_C EXTERNC JNIEXPORT JNIIMPORT
  ZEXTERN EVENT2_EXPORT_SYMBOL EVENT_EXPORT XMLPUBFUN XMLPUBVAR OPENSSL_EXPORT GLIB_AVAILABLE_IN_ALL
  G_MODULE_EXPORT G_GNUC_INTERNAL G_GNUC_EXTERN PHPAPI ZEND_API PGDLLIMPORT PGDLLEXPORT LWIP_EXPORT AFX_EXT_CLASS
  INLINE FORCEINLINE FORCE_INLINE ALWAYS_INLINE NOINLINE NO_INLINE STATIC_INLINE _INLINE _INLINE_ ngx_inline
  njs_inline nxt_inline evutil_inline G_INLINE_FUNC __always_inline __noinline noinline asmlinkage
  __init __exit __initdata __exitdata __devinit __devexit __net_init __net_exit __ref __cold __hot __user __kernel
  __iomem __rcu __percpu __force __must_check __read_mostly __maybe_unused __always_unused __used __weak notrace
  __unused __dead __private_extern__ __unaligned __ptr32 __ptr64 __w64
  UNUSED ATTR_UNUSED ATTRIBUTE_UNUSED MAYBE_UNUSED G_GNUC_UNUSED G_GNUC_CONST G_GNUC_PURE Q_INVOKABLE Q_SCRIPTABLE
  Q_EMIT WARN_UNUSED_RESULT NODISCARD`)

/** Words behind a declarator: in front of `;`, `{`, `=`, `,`,`)` or another of them. */
export const TRAILING = words(`
  __THROW __THROWNL __wur __attribute_pure__ __attribute_const__ __attribute_malloc__ __attribute_warn_unused_result__
  OPTIONAL __dead2 __unused __used __packed __maybe_unused __always_unused __must_check __read_mostly
  __cacheline_aligned __cacheline_aligned_in_smp ____cacheline_aligned __initdata __ro_after_init __randomize_layout
  UNUSED ATTR_UNUSED ATTRIBUTE_UNUSED MAYBE_UNUSED G_GNUC_UNUSED G_GNUC_NORETURN G_GNUC_CONST G_GNUC_PURE
  G_GNUC_MALLOC G_GNUC_WARN_UNUSED_RESULT G_GNUC_NULL_TERMINATED WARN_UNUSED_RESULT PACKED ATTR_PACKED
  Q_DECL_OVERRIDE Q_DECL_FINAL Q_DECL_NOTHROW Q_DECL_NOEXCEPT NOEXCEPT BOOST_NOEXCEPT
  _NOEXCEPT _GLIBCXX_NOTHROW PACK_STRUCT_STRUCT`)

/** Blanked together with the parentheses that follow. `noreturn` inside is kept: the flow of control hangs on it. */
export const ATTRIBUTE_CALLS = words(`
  __declspec _declspec __attribute__ __attribute __nonnull __attribute_format_arg__ __printflike __scanflike
  __format_arg __printf __scanf __aligned __section __alloc_size __acquires __releases __must_hold __nonstring
  G_GNUC_PRINTF G_GNUC_SCANF G_GNUC_FORMAT G_GNUC_ALLOC_SIZE G_DEPRECATED_FOR G_GNUC_DEPRECATED_FOR
  ATTRIBUTE_PRINTF ATTR_PRINTF ATTR_FORMAT PRINTF_ATTRIBUTE PRINTF_FORMAT PRINTF_LIKE PRINTFLIKE GCC_PRINTF
  CURL_PRINTF CURL_TEMP_PRINTF GCC_FORMAT_PRINTF ATTRIBUTE_FORMAT_PRINTF CHECK_FORMAT
  CURL_DEPRECATED XML_ATTR_FORMAT LIBXML_ATTR_FORMAT DECLSPEC_ALIGN ATTRIBUTE_NONNULL ATTR_NONNULL NONNULL
  GUARDED_BY PT_GUARDED_BY EXCLUSIVE_LOCKS_REQUIRED LOCKS_EXCLUDED`)

/** `NAME(type) function(...)`: the name and its parentheses go, the type stays. */
export const TYPE_WRAPPERS = words(`
  APR_DECLARE APU_DECLARE AP_DECLARE AP_CORE_DECLARE APR_DECLARE_NONSTD AP_DECLARE_NONSTD
  PJ_DECL PJ_DEF PJ_IDECL PJ_IDEF PJ_DECL_NO_RETURN PR_IMPLEMENT NSPR_API PR_EXPORT`)

/** `int f __P((int));`: the name and the outer parentheses go. */
export const PROTOTYPES = words('__P _P P_ PROTO __PROTO _PROTO PROTOTYPE _ANSI_ARGS_ ANSI_PROTO OF PARAMS')

/** Stand as statements or declarations of their own without a semicolon, and do nothing to the flow of control. */
export const STATEMENTS = words(`
  __BEGIN_DECLS __END_DECLS G_BEGIN_DECLS G_END_DECLS APR_BEGIN_DECLS BEGIN_C_DECLS END_C_DECLS BEGIN_DECLS END_DECLS
  EXTERN_C_BEGIN EXTERN_C_END EXTERN_C_START BEGIN_EXTERN_C END_EXTERN_C PJ_BEGIN_DECL PJ_END_DECL
  Py_BEGIN_ALLOW_THREADS Py_END_ALLOW_THREADS Py_BLOCK_THREADS Py_UNBLOCK_THREADS PyObject_HEAD
  Q_OBJECT Q_GADGET Q_PROPERTY Q_ENUM Q_ENUMS Q_FLAG Q_FLAGS Q_DECLARE_FLAGS Q_DISABLE_COPY Q_DISABLE_COPY_MOVE
  Q_INTERFACES Q_DECLARE_PRIVATE Q_DECLARE_PUBLIC Q_CLASSINFO Q_PLUGIN_METADATA Q_UNUSED Q_DECLARE_METATYPE
  DECLARE_DYNAMIC DECLARE_DYNCREATE DECLARE_SERIAL DECLARE_MESSAGE_MAP DECLARE_EVENT_TABLE IMPLEMENT_DYNAMIC
  IMPLEMENT_DYNCREATE IMPLEMENT_SERIAL BEGIN_MESSAGE_MAP END_MESSAGE_MAP AFX_MANAGE_STATE
  UNREFERENCED_PARAMETER UNREFERENCED_LOCAL_VARIABLE DBG_UNREFERENCED_PARAMETER UNUSED UNUSED_ARG UNUSED_PARAM UNUSED_VAR
  EXPORT_SYMBOL EXPORT_SYMBOL_GPL MODULE_LICENSE MODULE_AUTHOR MODULE_DESCRIPTION MODULE_ALIAS
  RCSID __RCSID SCCSID __FBSDID __COPYRIGHT __SCCSID`)

/** Entries of a message map between BEGIN_MESSAGE_MAP and END_MESSAGE_MAP. */
export const MESSAGE_MAP_ENTRY = /^ON_[A-Z][A-Z0-9_]*$/

/** Spellings of `final` and `override` behind the name of a class or a method. */
export const CLASS_TRAILING = /^[A-Z][A-Z0-9_]*_(?:FINAL|OVERRIDE)$/

/** Attributes of a function or a statement in words of their own: `__attribute_cold__`. */
export const ATTRIBUTE_WORD = /^__attribute_\w+__$/

/** An own macro of a library for what each platform writes differently; only blanked where a declaration begins. */
export const EXPORT_LIKE =
  /^_{0,2}[A-Z][A-Z0-9_]*_(?:EXTERN|API|EXPORT|EXPORTS|DLL|DLLEXPORT|DLLPORT|PUBLIC|HIDDEN|INTERNAL|VISIBLE|INLINE|NOINLINE|IMPORT|THREAD_LOCAL|CALL|CDECL|STDCALL|CALLCONV|UNUSED|DEPRECATED|NODISCARD)$|^[A-Z]{2,}(?:API|CALL|EXPORT)$|^[A-Za-z]\w*_EXPORT$/

/** Replaced by the keyword `_Noreturn` or `noreturn`, whichever fits: both are kept by the grammar. */
export const NO_RETURN = /^(?:[A-Z][A-Z0-9_]*_)?(?:NORETURN|NO_RETURN)$/

/** Microsoft's annotations of parameters and results, today's and those of old. */
export const SAL =
  /^(?:_(?:In|Out|Inout|Outptr|COM_Outptr|Ret|Check_return|Must_inspect|Success|When|At|Pre|Post|Field|Deref|Frees|Acquires|Releases|Requires|Reserved|Null|Notnull|Maybenull|Printf_format|Scanf|Use_decl|Struct_size|Readable|Writable|Const|Points_to)\w*_|__(?:in|out|inout|deref|reserved|nullterminated|checkReturn|success|callback)(?:_\w+)?)$/

/** Loops written as macros: `TAILQ_FOREACH(v, &head, links)`. Read as `while (v, &head, links)`: some number of rounds. */
export const LOOP = /^\w*(?:FOREACH|FOR_EACH|[Ff]oreach|ForEach|for_each)\w*$/

/** printf length macros between two strings, which the C++ grammar does not join. */
export const FORMAT_MACRO =
  /^(?:PRI|SCN)[diouxX](?:8|16|32|64|MAX|PTR|LEAST\d+|FAST\d+)$|^(?:APR|G|GST)_[A-Z0-9_]+_(?:T_FMT|FORMAT)$|^CURL_FORMAT_[A-Z_]+$/

/** Their second argument is a type, which is no expression. */
export const TAKES_TYPE = words(`
  va_arg __builtin_va_arg container_of containerof CONTAINER_OF CONTAINING_RECORD list_entry list_first_entry
  PJ_POOL_ALLOC_T PJ_POOL_ZALLOC_T list_last_entry hlist_entry rb_entry ngx_queue_data QUEUE_DATA uv__queue_data ngx_rbtree_data TAILQ_LAST`)

/** `VERBOSE(char buffer[9]);`: a declaration that builds can leave out; the name and its parentheses go. */
export const DECLARATION_WRAPPERS = words('VERBOSE DEBUG_ONLY DEBUG_VAR IF_DEBUG')

/** Any word in capitals may be an attribute in front of `type *name(`: that is a declaration whatever it stands for. */
export const CAPITALS = /^[A-Z][A-Z0-9_]{2,}$/

/** Words in capitals that are types of their own. */
export const CAPITAL_TYPES = words(`
  SOCKET BOOL DWORD WORD BYTE INT UINT LONG ULONG SHORT USHORT CHAR UCHAR WCHAR VOID LPVOID PVOID HANDLE LPSTR LPCSTR LPTSTR
  LPCTSTR HRESULT LRESULT WPARAM LPARAM HWND HINSTANCE HMODULE SIZE_T SSIZE_T INT32 UINT32 INT64 UINT64 DWORD64 FILE DIR
  SOCKADDR SOCKADDR_IN SOCKADDR_IN6 SSL SSL_CTX BIO CURL CURLM NTSTATUS LPDWORD PDWORD STDMETHODIMP`)

const LISTS = [
  CONVENTIONS,
  QUALIFIERS,
  TRAILING,
  ATTRIBUTE_CALLS,
  TYPE_WRAPPERS,
  PROTOTYPES,
  STATEMENTS,
  TAKES_TYPE,
  DECLARATION_WRAPPERS,
  words('Q_SIGNALS Q_SLOTS slots'),
]
const PATTERNS = [
  CLASS_TRAILING,
  ATTRIBUTE_WORD,
  MESSAGE_MAP_ENTRY,
  EXPORT_LIKE,
  NO_RETURN,
  SAL,
  LOOP,
  FORMAT_MACRO,
  CAPITALS,
]

/** True when any list or pattern of this file has the word. */
export function isListed(word: string): boolean {
  return LISTS.some((list) => list.has(word)) || PATTERNS.some((pattern) => pattern.test(word))
}
