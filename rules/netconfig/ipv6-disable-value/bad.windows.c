#include <stdlib.h>
#include <windows.h>

// doc-begin
LONG disable_ipv6_bad(HKEY parameters)
{
    DWORD value = 0xffffffff;

    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value)); // want "DisabledComponents is set to 0xffffffff, which delays each start of Windows by five seconds"
}
// doc-end

LONG wide_bad(HKEY parameters)
{
    DWORD value;

    value = (DWORD)-1;
    return RegSetValueExW(parameters, L"DisabledComponents", 0, REG_DWORD, (const BYTE *)&value, sizeof(value)); // want "five seconds"
}

LONG key_bad(void)
{
    DWORD all = 4294967295;

    return RegSetKeyValueA(HKEY_LOCAL_MACHINE, "SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters", // want "five seconds"
                           "DisabledComponents", REG_DWORD, &all, sizeof(all));
}

int command_bad(void)
{
    return system("reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters /v DisabledComponents /t REG_DWORD /d 0xffffffff /f"); // want "five seconds"
}

static const char *const script =
    "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters]\r\n"
    "\"DisabledComponents\"=dword:ffffffff\r\n"; // want "five seconds"

const char *script_text(void)
{
    return script;
}
