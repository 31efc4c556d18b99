#include <stdlib.h>
#include <windows.h>

// doc-begin
LONG disable_ipv6_ok(HKEY parameters)
{
    DWORD value = 0xff;

    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value));
}
// doc-end

/* IPv4 first. */
LONG prefer_ipv4_ok(HKEY parameters)
{
    DWORD value = 0x20;

    return RegSetValueExW(parameters, L"DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value));
}

/* Another value. */
LONG other_ok(HKEY parameters)
{
    DWORD value = 0xffffffff;

    return RegSetValueExA(parameters, "DisabledComponentsMask", 0, REG_DWORD, (const BYTE *)&value, sizeof(value));
}

LONG unknown_ok(HKEY parameters, DWORD value)
{
    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value));
}

int command_ok(void)
{
    return system("reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters /v DisabledComponents /t REG_DWORD /d 0xff /f");
}

const char *help_ok(void)
{
    return "Do not set DisabledComponents to 0xffffffff.";
}

extern void fill(DWORD *value);

LONG escape_ok(HKEY parameters)
{
    DWORD value = 0xffffffff;

    fill(&value);
    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value));
}
