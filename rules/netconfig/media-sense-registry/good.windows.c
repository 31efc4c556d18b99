#include <iphlpapi.h>
#include <windows.h>

static VOID NETIOAPI_API_ on_change(PVOID context, PMIB_IPINTERFACE_ROW row, MIB_NOTIFICATION_TYPE type)
{
    SetEvent((HANDLE)context);
}

// doc-begin
DWORD watch_cable_ok(HANDLE changed, HANDLE *registration)
{
    return NotifyIpInterfaceChange(AF_UNSPEC, on_change, changed, TRUE, registration);
}
// doc-end

/* It only asks. */
LONG asks_ok(HKEY parameters, DWORD *value)
{
    DWORD size = sizeof(*value);

    return RegQueryValueExA(parameters, "DisableDHCPMediaSense", NULL, NULL, (BYTE *)value, &size);
}

LONG removes_ok(HKEY parameters)
{
    return RegDeleteValueA(parameters, "MaxUserPort");
}

LONG other_ok(HKEY parameters, DWORD value)
{
    return RegSetValueExA(parameters, "Timeout", 0, REG_DWORD, (BYTE *)&value, sizeof(value));
}

LONG escape_ok(HKEY parameters, const char *name, DWORD value)
{
    return RegSetValueExA(parameters, name, 0, REG_DWORD, (BYTE *)&value, sizeof(value));
}
