#include <stdlib.h>
#include <windows.h>

// doc-begin
LONG ignore_cable_bad(HKEY parameters)
{
    DWORD on = 1;

    return RegSetValueExA(parameters, "DisableDHCPMediaSense", 0, REG_DWORD, (const BYTE *)&on, sizeof(on)); // want "DisableDHCPMediaSense changes the whole machine, from the next start on"
}
// doc-end

LONG ports_bad(HKEY parameters)
{
    DWORD ports = 65534;

    return RegSetValueExW(parameters, L"MaxUserPort", 0, REG_DWORD, (const BYTE *)&ports, sizeof(ports)); // want "MaxUserPort has no effect since Windows Vista"
}

int delay_bad(void)
{
    return system("reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /v TcpTimedWaitDelay /t REG_DWORD /d 30 /f"); // want "TcpTimedWaitDelay changes TCP for the whole machine"
}
