"""Socklint in a Bazel build: each target is checked by itself, and a program as a whole.

    load("//tools/socklint:socklint.bzl", "socklint_test")

    socklint_test(
        name = "socklint",
        targets = ["//server", "//client"],
    )

`bazel test //:socklint` checks every cc_* target that these depend on, each in an action of its own that is cached and can
run anywhere, and then reports on all of them as one program.

`//tools/socklint:socklint` has to be an executable that runs the command, such as a js_binary of rules_js or a
native_binary of a wrapper.
"""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

SocklintInfo = provider(
    doc = "What Socklint knows of a target and of all that it depends on.",
    fields = {
        "facts": "depset of files of facts",
        "sources": "depset of the sources and headers that they are about",
    },
)

_SOURCES = ["c", "cc", "cpp", "cxx", "c++", "C"]

def _own_sources(attrs):
    files = []
    for src in getattr(attrs, "srcs", []):
        files += [file for file in src.files.to_list() if file.extension in _SOURCES]
    return files

def _socklint_aspect_impl(target, ctx):
    below = [
        dep[SocklintInfo]
        for dep in getattr(ctx.rule.attr, "deps", [])
        if SocklintInfo in dep
    ]
    own = []
    context = target[CcInfo].compilation_context if CcInfo in target else None
    sources = _own_sources(ctx.rule.attr)
    if context and sources and target.label.repo_name == "":
        facts = ctx.actions.declare_file(target.label.name + ".socklint.facts")
        args = ctx.actions.args()
        args.set_param_file_format("multiline")
        args.use_param_file("@%s", use_always = True)
        args.add("facts")
        args.add("--output-file", facts)
        args.add_all(ctx.attr._flags)
        folders = depset(transitive = [context.quote_includes, context.includes, context.system_includes])
        args.add_all(folders, before_each = "--include-path")
        args.add_all(context.defines, before_each = "--define")
        args.add_all(context.local_defines, before_each = "--define")
        args.add_all(sources)
        ctx.actions.run(
            executable = ctx.executable._socklint,
            arguments = [args],
            inputs = depset(sources + ctx.files._configuration, transitive = [context.headers]),
            outputs = [facts],
            mnemonic = "SocklintFacts",
            progress_message = "Socklint %{label}",
        )
        own.append(facts)
    return [SocklintInfo(
        facts = depset(own, transitive = [info.facts for info in below]),
        sources = depset(
            sources,
            transitive = [info.sources for info in below] + ([context.headers] if context else []),
        ),
    )]

_TOOL = {
    "_configuration": attr.label(default = "//tools/socklint:configuration"),
    "_flags": attr.string_list(default = []),
    "_socklint": attr.label(
        default = "//tools/socklint:socklint",
        executable = True,
        cfg = "exec",
    ),
}

socklint_aspect = aspect(
    implementation = _socklint_aspect_impl,
    attr_aspects = ["deps"],
    attrs = _TOOL,
    doc = "Writes facts of every C and C++ target of this repository.",
)

def _socklint_test_impl(ctx):
    infos = [target[SocklintInfo] for target in ctx.attr.targets]
    facts = depset(transitive = [info.facts for info in infos])
    sources = depset(transitive = [info.sources for info in infos])
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec %s merge %s \"$@\" %s\n" % (
            ctx.executable._socklint.short_path,
            " ".join(ctx.attr.report),
            " ".join([file.short_path for file in facts.to_list()]),
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles(transitive_files = depset(transitive = [facts, sources]))
    return [DefaultInfo(
        executable = script,
        runfiles = runfiles.merge(ctx.attr._socklint[DefaultInfo].default_runfiles),
    )]

socklint_test = rule(
    implementation = _socklint_test_impl,
    attrs = dict(_TOOL, **{
        "report": attr.string_list(doc = "Flags of the report, such as --max-warnings 10."),
        "targets": attr.label_list(aspects = [socklint_aspect], providers = [CcInfo], mandatory = True),
    }),
    test = True,
    doc = "Fails when there is a finding at warning or above in these targets or what they depend on.",
)
